//Maya ASCII 2025 scene
//Name: walk_rig.ma
//Codeset: UTF-8
requires maya "2025";
requires "stereoCamera" "10.0";
currentUnit -l centimeter -a degree -t film;
fileInfo "application" "maya";
fileInfo "product" "Maya 2025";
fileInfo "version" "2025";
createNode transform -s -n "persp";
	rename -uid "DB5B5FAB-8F4D-3E27-DDA1-494C73CF256D";
	setAttr ".v" no;
createNode camera -s -n "perspShape" -p "persp";
	rename -uid "73AB4876-7734-D7C1-C7FD-E805EC99108D";
	setAttr -k off ".v" no;
createNode transform -s -n "top";
	rename -uid "309D6B79-965E-DA32-DAE4-45508201E2BD";
	setAttr ".v" no;
createNode camera -s -n "topShape" -p "top";
	rename -uid "79CB9E86-830C-71C2-CDCC-69292F45E678";
	setAttr -k off ".v" no;
	setAttr ".o" yes;
createNode transform -s -n "front";
	rename -uid "2FA91425-CB00-8853-9D2C-67EDA13FFE79";
	setAttr ".v" no;
createNode camera -s -n "frontShape" -p "front";
	rename -uid "244CAF9C-4DAB-B481-7253-EDC618187993";
	setAttr -k off ".v" no;
	setAttr ".o" yes;
createNode transform -s -n "side";
	rename -uid "E3EFF9C0-CF44-DD3F-89E7-D15F17362F25";
	setAttr ".v" no;
createNode camera -s -n "sideShape" -p "side";
	rename -uid "986E86CB-0AB8-AB67-A26B-7F62B1852F27";
	setAttr -k off ".v" no;
	setAttr ".o" yes;
createNode transform -n "walker_grp";
	rename -uid "73F778AA-F6FA-5DB8-656A-BD72FB710734";
	addAttr -ci true -sn "rigscope_asset" -ln "rigscope_asset" -dt "string";
	addAttr -ci true -sn "label" -ln "label" -dt "string";
	setAttr ".rigscope_asset" -type "string" "walker@v012";
	setAttr ".label" -type "string" "歩く \"Walker\" (Läufer)";
createNode transform -n "controls" -p "walker_grp";
	rename -uid "A66B0D38-9D95-847E-BD29-9753A7677796";
createNode transform -n "root_ctl" -p "controls";
	rename -uid "D4EA65D0-03D7-1684-9F85-58A628518867";
	setAttr -l on -k off ".v";
createNode nurbsCurve -n "root_ctlShape" -p "root_ctl";
	rename -uid "09208A65-0F3E-BDD3-102B-938B8743FEB6";
	setAttr -k off ".v";
	setAttr ".cc" -type "nurbsCurve" 
		1 4 0 no 3
		5 0 1 2 3 4
		5
		-1 0 -1
		1 0 -1
		1 0 1
		-1 0 1
		-1 0 -1
		;
createNode transform -n "hips_ctl" -p "root_ctl";
	rename -uid "99809225-3DEF-FA38-E12B-2B8F30B17D0B";
	addAttr -ci true -k true -sn "stretch" -ln "stretch" -min 0 -max 1 -at "double";
createNode nurbsCurve -n "hips_ctlShape" -p "hips_ctl";
	rename -uid "5387F613-76C4-68AE-C732-1CC007B37E14";
	setAttr -k off ".v";
	setAttr ".cc" -type "nurbsCurve" 
		1 4 0 no 3
		5 0 1 2 3 4
		5
		-1 0 -1
		1 0 -1
		1 0 1
		-1 0 1
		-1 0 -1
		;
createNode transform -n "foot_L0_ctl" -p "root_ctl";
	rename -uid "320094EA-D7A9-4DED-9749-1E2370C6A5B8";
	setAttr -l on -k off ".v";
createNode nurbsCurve -n "foot_L0_ctlShape" -p "foot_L0_ctl";
	rename -uid "4B4D8474-A3EA-284D-3BD0-334684E55160";
	setAttr -k off ".v";
	setAttr ".cc" -type "nurbsCurve" 
		1 4 0 no 3
		5 0 1 2 3 4
		5
		-1 0 -1
		1 0 -1
		1 0 1
		-1 0 1
		-1 0 -1
		;
createNode transform -n "foot_R0_ctl" -p "root_ctl";
	rename -uid "15C1D2DF-A996-4AEF-012D-0EA67FF12229";
	setAttr -l on -k off ".v";
createNode nurbsCurve -n "foot_R0_ctlShape" -p "foot_R0_ctl";
	rename -uid "6822A6B2-4735-AF1C-A7A1-149075139237";
	setAttr -k off ".v";
	setAttr ".cc" -type "nurbsCurve" 
		1 4 0 no 3
		5 0 1 2 3 4
		5
		-1 0 -1
		1 0 -1
		1 0 1
		-1 0 1
		-1 0 -1
		;
createNode transform -n "head_ctl" -p "hips_ctl";
	rename -uid "EE82EC3F-FEE5-A5B2-8D1F-E1DAFF666589";
	setAttr -l on -k off ".v";
createNode nurbsCurve -n "head_ctlShape" -p "head_ctl";
	rename -uid "4105CCA7-B533-02FC-154C-D2AAD7185DDA";
	setAttr -k off ".v";
	setAttr ".cc" -type "nurbsCurve" 
		1 4 0 no 3
		5 0 1 2 3 4
		5
		-1 0 -1
		1 0 -1
		1 0 1
		-1 0 1
		-1 0 -1
		;
createNode transform -n "skeleton" -p "walker_grp";
	rename -uid "834C687A-3ACB-6266-C20B-A2C250B601FC";
createNode joint -n "hips_jnt" -p "skeleton";
	rename -uid "902A174F-11FA-2AC0-079D-D25A49FE85B0";
	setAttr ".t" -type "double3" 0 2 0 ;
	setAttr ".jo" -type "double3" 0 0 -5.5 ;
createNode joint -n "spine_0_jnt" -p "hips_jnt";
	rename -uid "1B98FBE4-6680-9A11-1BA1-192EC42B7170";
	setAttr ".t" -type "double3" 0 2 0 ;
	setAttr ".jo" -type "double3" 0 0 -5.5 ;
createNode joint -n "spine_1_jnt" -p "spine_0_jnt";
	rename -uid "111B8AAA-62F2-8D1A-4A78-9CB3D8B9B45C";
	setAttr ".t" -type "double3" 0 2 0 ;
	setAttr ".jo" -type "double3" 0 0 -5.5 ;
createNode joint -n "head_jnt" -p "spine_1_jnt";
	rename -uid "AF5570EE-D8E9-4B15-0452-EF05F542441D";
	setAttr ".t" -type "double3" 0 2 0 ;
	setAttr ".jo" -type "double3" 0 0 -5.5 ;
createNode joint -n "leg_L0_0_jnt" -p "hips_jnt";
	rename -uid "ED52A241-35B0-0A54-36A8-0BDF0023B682";
	setAttr ".t" -type "double3" 0 2 0 ;
	setAttr ".jo" -type "double3" 0 0 -5.5 ;
createNode joint -n "leg_L0_1_jnt" -p "leg_L0_0_jnt";
	rename -uid "601E5B45-7851-1608-0D65-0372E90794DF";
	setAttr ".t" -type "double3" 0 2 0 ;
	setAttr ".jo" -type "double3" 0 0 -5.5 ;
createNode joint -n "leg_L0_2_jnt" -p "leg_L0_1_jnt";
	rename -uid "6B77730F-65BD-9ACB-B57A-6A1DFAF8CDA9";
	setAttr ".t" -type "double3" 0 2 0 ;
	setAttr ".jo" -type "double3" 0 0 -5.5 ;
createNode joint -n "leg_R0_0_jnt" -p "hips_jnt";
	rename -uid "32D03FDD-A123-F501-90F5-380E12B2A414";
	setAttr ".t" -type "double3" 0 2 0 ;
	setAttr ".jo" -type "double3" 0 0 -5.5 ;
createNode joint -n "leg_R0_1_jnt" -p "leg_R0_0_jnt";
	rename -uid "563E9BED-4510-0358-ACC6-D8F2C74C7CCF";
	setAttr ".t" -type "double3" 0 2 0 ;
	setAttr ".jo" -type "double3" 0 0 -5.5 ;
createNode joint -n "leg_R0_2_jnt" -p "leg_R0_1_jnt";
	rename -uid "03E0D681-5524-54F1-4FAB-6F3E164F1513";
	setAttr ".t" -type "double3" 0 2 0 ;
	setAttr ".jo" -type "double3" 0 0 -5.5 ;
createNode ikEffector -n "leg_L0_eff" -p "leg_L0_1_jnt";
	rename -uid "EC3FBF4D-C20E-F164-68F9-18D8F6CDB2F8";
createNode ikHandle -n "leg_L0_ik" -p "foot_L0_ctl";
	rename -uid "B4FF00AE-3F13-47DE-2274-EA181E34B3F1";
createNode poleVectorConstraint -n "leg_L0_pole" -p "leg_L0_ik";
	rename -uid "77064C2C-0F55-2C94-02CD-F2AF19DE2BC1";
createNode ikEffector -n "leg_R0_eff" -p "leg_R0_1_jnt";
	rename -uid "AE9CA08B-2D7C-5048-7CA0-7386CC099A1E";
createNode ikHandle -n "leg_R0_ik" -p "foot_R0_ctl";
	rename -uid "82450164-728A-6FCF-303A-07B28F2DF760";
createNode poleVectorConstraint -n "leg_R0_pole" -p "leg_R0_ik";
	rename -uid "C4FF64DE-BB5D-6B48-FC3B-66FA30D0B194";
createNode parentConstraint -n "hips_jnt_parentConstraint1" -p "hips_jnt";
	rename -uid "623D8EB7-A4CA-83B2-6B52-B08D21870F0B";
	addAttr -ci true -k true -sn "w0" -ln "hips_ctlW0" -dv 1 -min 0 -at "double";
createNode orientConstraint -n "head_jnt_orientConstraint1" -p "head_jnt";
	rename -uid "FD741069-6BB6-A3DE-6515-1C401DD377BF";
createNode transform -n "geometry" -p "walker_grp";
	rename -uid "DD44FD36-4511-4889-001E-DC8E367E5D6D";
createNode transform -n "body_geo" -p "geometry";
	rename -uid "97BDD982-CDAC-6046-F990-3B72F88ECE64";
createNode mesh -n "body_geoShape" -p "body_geo";
	rename -uid "050684BF-E286-852C-FF76-9E374DDC74C8";
	setAttr -k off ".v";
	setAttr ".iog[0].og[0].gcl" -type "componentList" 1 "vtx[*]";
	setAttr -s 4 ".vt[0:3]"  -1 0 -1 1 0 -1 1 0 1 -1 0 1;
createNode mesh -n "body_geoShapeOrig" -p "body_geo";
	rename -uid "FEEF16E9-64EF-2EBE-2FF3-600735F11AF2";
	setAttr -k off ".v";
	setAttr ".io" yes;
	setAttr -s 4 ".vt[0:3]"  -1 0 -1 1 0 -1
			1 0 1 -1 0 1;
createNode skinCluster -n "body_skin";
	rename -uid "93B3A3D9-A44F-576A-9A1D-E24EDAB871D5";
	setAttr -s 4 ".wl";
	setAttr -s 3 ".ma";
createNode blendShape -n "face_shapes";
	rename -uid "2577C1EC-FD42-E044-0AC7-93F519AF685D";
	addAttr -ci true -h true -sn "aal" -ln "attributeAliasList" -dt "attributeAlias";
	setAttr ".w[0]"  0;
	setAttr ".aal" -type "attributeAlias" {"smile","weight[0]"} ;
createNode objectSet -n "body_skinSet";
	rename -uid "027385C9-421E-7A60-7108-E02236971E1B";
createNode objectSet -n "walker_controls_set";
	rename -uid "D48DD9F3-5436-6C21-9C3E-CB54C5CEFDD8";
createNode unitConversion -n "head_turn_conversion";
	rename -uid "13041452-12CA-3F70-62DC-08D64BDBF090";
	setAttr ".cf" 0.017453292519943295;
createNode multiplyDivide -n "stretch_mult";
	rename -uid "A2F7647A-952E-1B8B-356F-8BD11711EB57";
createNode expression -n "breathing";
	rename -uid "5E617F8E-99ED-BCE7-03F8-670D3E361858";
	setAttr -k on ".nds";
	setAttr ".ixp" -type "string" "// breathes, all by itself;\n.O[0] = sin(time * 2.0);"; 
createNode dagPose -n "bindPose1";
	rename -uid "20918FA7-7405-7241-9F45-2C075F27FF08";
select -ne :time1;
	setAttr ".o" 1;
select -ne :initialShadingGroup;
	setAttr -s 2 ".dsm";
connectAttr "hips_ctl.wm" "hips_jnt_parentConstraint1.tg[0].tpm";
connectAttr "hips_jnt_parentConstraint1.ctx" "hips_jnt.tx";
connectAttr "hips_jnt_parentConstraint1.cty" "hips_jnt.ty";
connectAttr "head_ctl.wm" "head_jnt_orientConstraint1.tg[0].tpm";
connectAttr "head_turn_conversion.o" "head_jnt.rx";
connectAttr "head_jnt_orientConstraint1.crx" "head_turn_conversion.i";
connectAttr "hips_ctl.stretch" "stretch_mult.i1x";
connectAttr "stretch_mult.ox" "spine_0_jnt.ty";
connectAttr "breathing.out[0]" "spine_1_jnt.sx";
connectAttr ":time1.o" "breathing.tim";
connectAttr "leg_L0_0_jnt.msg" "leg_L0_ik.hsj";
connectAttr "leg_L0_eff.hp" "leg_L0_ik.hee";
connectAttr "leg_L0_pole.ctx" "leg_L0_ik.pvx";
connectAttr "leg_L0_2_jnt.tx" "leg_L0_eff.tx";
connectAttr "foot_L0_ctl.wm" "leg_L0_pole.tg[0].tpm";
connectAttr "leg_R0_0_jnt.msg" "leg_R0_ik.hsj";
connectAttr "leg_R0_eff.hp" "leg_R0_ik.hee";
connectAttr "leg_R0_pole.ctx" "leg_R0_ik.pvx";
connectAttr "leg_R0_2_jnt.tx" "leg_R0_eff.tx";
connectAttr "foot_R0_ctl.wm" "leg_R0_pole.tg[0].tpm";
connectAttr "body_geoShapeOrig.w" "face_shapes.ip[0].ig";
connectAttr "face_shapes.og[0]" "body_skin.ip[0].ig";
connectAttr "body_skin.og[0]" "body_geoShape.i";
connectAttr "hips_jnt.wm" "body_skin.ma[0]";
connectAttr "spine_0_jnt.wm" "body_skin.ma[1]";
connectAttr "head_jnt.wm" "body_skin.ma[2]";
connectAttr "head_ctl.ty" "face_shapes.w[0]";
connectAttr "bindPose1.msg" "body_skin.bp";
connectAttr "body_geoShape.iog" ":initialShadingGroup.dsm" -na;
connectAttr "hips_ctl.iog" "walker_controls_set.dsm" -na;
connectAttr "head_ctl.iog" "walker_controls_set.dsm" -na;
// End of walk_rig.ma
